# A day at the shop: what its web processes push.
require_relative "boot"

Billing::ChargeMerchantJob.perform_async(7, 12.5, { "currency" => "EUR", "cap" => nil })
Billing::ChargeMerchantJob.perform_async(7, 250.0, { "currency" => "EUR", "cap" => 300 })
Billing::ChargeMerchantJob.perform_async(7, 1250.0, { "currency" => "CHF" })
Billing::ChargeMerchantJob.perform_async(8, 99.9)
Billing::ChargeMerchantJob.perform_async(9, 5.0, { "currency" => "USD" })

ImportCatalogJob.perform_async("spring.csv", { "rows" => 1200 }, true)
ImportCatalogJob.perform_async("summer.csv")

SendDigestJob.perform_in(3600, 41, "de", "shoes", "hats")
SendDigestJob.perform_in(7200, 42)
# Somebody pushed what the class does not take.
SendDigestJob.perform_in(7200, "43")
