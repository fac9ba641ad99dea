namespace SidekiqCluster.Generators.Tests.Workers;

/// <summary>Ruby as applications have it.</summary>
internal static class WorkerFiles
{
    /// <summary>A worker with most of what confuses a reader of signatures.</summary>
    public const string Charge = """"
        # frozen_string_literal: true

        =begin
        class NotThis
          include Sidekiq::Job
        =end

        require "sidekiq"

        module Billing
          # Charges a merchant. end
          class ChargeMerchant < BaseJob
            extend T::Sig
            include Helpers, Sidekiq::Job

            RATES = { usd: 1.0, "eur": 1.1 }.freeze
            QUERY = <<~SQL.squish
              select * from charges where class = 'end' and #{RATES.keys.map { |k| "x#{k}" }.join}
              def perform(nothing)
            SQL
            PATTERN = /def perform\(x\) [\/'"] end/i
            WORDS = %w[if end class]

            sidekiq_options queue: :billing, retry: 5,
                            tags: %w[money eu], backtrace: 20, "lock" => :until_executed
            sidekiq_retry_in { |count| count * 10 if count > 1 }

            class << self
              def perform_inline(id) = new.perform(id)
            end

            def helper
              x = if RATES.empty? then 1 else 2 end
              while x > 1 do x -= 1 end
              [1].each do |i| puts "#{i} #{"end" if i}" end
              return if x
              case x
              when 1 then :end
              end
              puts "done" unless x.nil?
            end

            sig do
              params(
                merchant_id: Integer,
                amount: Float,
                options: T.nilable({ currency: String, cap: T.nilable(Integer) }),
                labels: T::Array[T.nilable(String)],
                limit: Integer,
                mode: String,
                at: T.nilable(String),
                ids: Integer
              ).void
            end
            def perform(merchant_id, amount, options = nil, labels = [], limit = 10, mode = "fast", at = Time.now.to_s, *ids)
              raise "no" if amount.zero?
            end
          end
        end
        """";

    public const string Plain = """
        class CleanupJob
          include Sidekiq::Worker
          sidekiq_options retry: false, queue: Settings.queue

          def perform; end
        end

        class ImportJob
          include ::Sidekiq::Job
          def perform file_name, options = {}, force = false
            yield
          end
        end
        """;

    public const string Base = """
        class BaseJob
          sidekiq_options retry: 3, dead: false
          def log(text) = puts(text)
        end
        """;

    public const string ActiveJob = """
        class ApplicationJob < ActiveJob::Base
          queue_as :default
        end

        class Reports::NightlyJob < ApplicationJob
          queue_as :reports

          def perform(report_id, date = nil, force: false, format:)
            Report.find(report_id).run(date, force:, format:)
          end
        end
        """;

    public const string Rbi = """
        # typed: true

        class ImportJob
          class << self
            sig { params(file_name: String, options: T::Hash[String, T.untyped], force: T::Boolean).returns(String) }
            def perform_async(file_name, options = T.unsafe(nil), force = T.unsafe(nil)); end
          end
        end

        class Legacy::SyncJob
          sig { params(account_id: Integer, names: T::Array[String]).returns(String) }
          def self.perform_async(account_id, names); end
        end
        """;

    public const string Rbs = """
        module Mail
          class DigestJob[T] < ::Object
            include Sidekiq::Job

            attr_reader end: Integer
            def class: () -> untyped
            def perform: (Integer user_id, ?(String | nil) locale, ?Hash[String, Float] weights, *Integer list_ids) -> void
                       | (Integer user_id) -> void
          end
        end
        """;
}
