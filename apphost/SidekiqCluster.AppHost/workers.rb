# frozen_string_literal: true

# Real workers for the simulated applications: sidekiq -r ./workers.rb
require "sidekiq"

%w[HardJob ChargeMerchant].each do |name|
  Object.const_set(name, Class.new do
    include Sidekiq::Worker

    def perform(*)
      sleep(rand)
      raise "too hard" if rand(10).zero?
    end
  end)
end
