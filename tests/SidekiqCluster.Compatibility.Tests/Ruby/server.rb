# frozen_string_literal: true

# Answers questions on standard input, one JSON object a line: {"url", "now_ms"} asks what Sidekiq's API answers about
# that Redis at that moment. With "seed" the Redis is filled with that seed's state before; with "push", a list of
# classes with their arguments, these jobs are pushed before; with "calls" a list of receivers and what is sent to them,
# one after the other; with "poll" the jobs that are due are put into their queues, as the scheduler does. With "act" that
# is done, and nothing else is answered; with "silent" nothing is asked.
require_relative "acts"
require_relative "answers"
require_relative "jobs"
require_relative "random_state"
require "sidekiq/scheduled"

Sidekiq.logger.level = Logger::FATAL
$stdout.sync = true
url = nil

while (line = $stdin.gets)
  question = JSON.parse(line)
  if url != question["url"]
    url = question["url"]
    Sidekiq.redis = {url: url, size: 1}
  end
  FrozenTime.now_ms = question["now_ms"]
  begin
    if question["act"]
      puts JSON.generate("acted" => Acts.run(question["act"]))
      next
    end

    question["push"]&.each { |klass, *args| Object.const_get(klass).perform_async(*args) }
    question["calls"]&.each do |klass, *messages|
      messages.reduce(Object.const_get(klass)) { |receiver, (name, *args)| receiver.public_send(name, *args) }
    end
    Sidekiq::Scheduled::Enq.new.enqueue_jobs if question["poll"]
    RandomState.new(question["seed"], question["now_ms"]).fill if question["seed"]
    puts JSON.generate(question["silent"] ? {} : Answers.all)
  rescue => error
    puts JSON.generate("failed" => error.full_message(highlight: false))
  end
end
