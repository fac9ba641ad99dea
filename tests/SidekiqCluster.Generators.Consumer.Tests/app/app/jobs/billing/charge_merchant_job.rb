# frozen_string_literal: true

module Billing
  class ChargeMerchantJob
    extend T::Sig
    include Sidekiq::Job

    sidekiq_options queue: :billing, retry: 5, tags: %w[money], backtrace: 20

    sig { params(merchant_id: Integer, amount: Float, options: T.nilable({ currency: String, cap: T.nilable(Integer) }), ids: Integer).void }
    def perform(merchant_id, amount, options = nil, *ids)
      raise ArgumentError, "nothing to charge" if amount.zero? && ids.empty?
    end
  end
end
