namespace Shop;

public record ChargeOptions(string Currency, long? Cap = null);
