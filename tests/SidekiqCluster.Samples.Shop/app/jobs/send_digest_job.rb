# frozen_string_literal: true

class SendDigestJob
  include Sidekiq::Worker
  sidekiq_options queue: "mailers"

  def perform(user_id, locale = "en", *topics)
    puts "to #{user_id}, in #{locale}: #{topics.join(', ')}"
  end
end
