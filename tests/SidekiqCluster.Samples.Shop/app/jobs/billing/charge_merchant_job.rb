# frozen_string_literal: true

require "timeout"

module Billing
  class ChargeMerchantJob
    extend T::Sig
    include Sidekiq::Worker

    sidekiq_options queue: :billing, retry: 5, tags: %w[money]

    sig { params(merchant_id: Integer, amount: Float, options: T.nilable({ currency: String, cap: T.nilable(Integer) })).void }
    def perform(merchant_id, amount, options = nil)
      raise Timeout::Error, "the gateway of merchant #{merchant_id} is silent" if merchant_id == 7
      raise ArgumentError, "no currency for #{amount}" unless options
    end
  end
end
