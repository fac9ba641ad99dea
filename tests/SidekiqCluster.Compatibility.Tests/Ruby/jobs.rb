# frozen_string_literal: true

# What the working processes run: jobs of which each does one thing, always.
require "sidekiq"

Redis.sadd_returns_boolean = false

class SucceedJob
  include Sidekiq::Worker

  def perform(*)
  end
end

class FailJob
  include Sidekiq::Worker
  sidekiq_options queue: "low", backtrace: true, tags: ["größe"]

  def perform(text)
    raise ArgumentError, "cannot #{text} ✗"
  end
end

class DieJob
  include Sidekiq::Worker
  sidekiq_options queue: "low", retry: 0

  def perform(*)
    raise IOError, "disk on fire"
  end
end

# Keeps the arguments that it gets, as JSON.
class RecordJob
  include Sidekiq::Worker

  def perform(*args)
    Sidekiq.redis { |redis| redis.rpush("recorded", JSON.generate(args)) }
  end
end

module Billing
  class ChargeMerchant
    include Sidekiq::Worker
    sidekiq_options queue: "billing", retry: 5, tags: ["money", "größe"], backtrace: 20, dead: false

    def perform(merchant_id, amount, note = "keine 🎉", *ids)
    end
  end
end

class SleepJob
  include Sidekiq::Worker

  def perform(seconds, _label = nil)
    sleep seconds
  end
end
