using System.Text;

namespace SidekiqCluster.Benchmarks.Generators;

/// <summary>Worker classes of a usual size: four parameters, a hash among them.</summary>
internal static class WorkerSources
{
    /// <summary>A record written in C#.</summary>
    public static string CSharp(int number, string amount = "decimal") =>
        $$"""
        using System.Collections.Generic;

        namespace Shop.Area{{number % 20}};

        /// <summary>Charges a merchant.</summary>
        [SidekiqCluster.SidekiqJob("Area{{number % 20}}::Charge{{number}}Job", Queue = "billing", Retry = 5, Tags = ["money"])]
        public partial record Charge{{number}}Job(long MerchantId, {{amount}} Amount, Charge{{number}}Options? Options = null, IReadOnlyList<string>? Notes = null);

        public sealed record Charge{{number}}Options(string Currency, long? Cap, Dictionary<string, string>? Labels = null);
        """;

    /// <summary>The same as a class in Ruby.</summary>
    public static string Ruby(int number, string amount = "Float") =>
        $$"""
        # frozen_string_literal: true

        module Area{{number % 20}}
          class Charge{{number}}Job
            extend T::Sig
            include Sidekiq::Job

            sidekiq_options queue: "billing", retry: 5, tags: ["money"]

            # Charges a merchant.
            sig { params(merchant_id: Integer, amount: {{amount}}, options: T.nilable({ currency: String, cap: T.nilable(Integer), labels: T.nilable(T::Hash[String, String]) }), notes: T.nilable(T::Array[String])).void }
            def perform(merchant_id, amount, options = nil, notes = nil)
              merchant = Merchant.find(merchant_id)
              return if merchant.closed? || amount.zero?

              merchant.charges.create!(amount: amount, currency: options && options["currency"]) do |charge|
                charge.notes = Array(notes).map { |note| "#{note} (#{merchant.name})" }
              end
            rescue Gateway::Silent => e
              raise unless e.message.include?("maintenance")
            end
          end
        end
        """;

    /// <summary>The same as an entry of a schema file.</summary>
    public static string Schema(int classes)
    {
        var text = new StringBuilder("{ \"version\": 1, \"jobs\": {");
        for (var number = 0; number < classes; number++)
        {
            text.Append(number == 0 ? "" : ",").Append(
                $$"""

                "Area{{number % 20}}::Charge{{number}}Job": {
                  "options": { "queue": "billing", "retry": 5, "tags": ["money"] },
                  "parameters": [
                    { "kind": "req", "name": "merchant_id", "seen": { "integer": 120 } },
                    { "kind": "req", "name": "amount", "seen": { "float": 118, "integer": 2 } },
                    { "kind": "opt", "name": "options", "seen": { "hash": 97, "null": 23 }, "keys": { "currency": { "type": "string" }, "cap": { "type": "integer", "nullable": true } } },
                    { "kind": "opt", "name": "notes", "type": "array", "element": { "type": "string" }, "nullable": true }
                  ]
                }
                """);
        }

        return text.Append("} }").ToString();
    }
}
