# frozen_string_literal: true

require "securerandom"
require "sidekiq"
require "sidekiq/api"

# Job ids that follow the seed.
module SeededIds
  class << self
    attr_accessor :random
  end

  def hex(bytes = 16)
    SeededIds.random ? SeededIds.random.bytes(bytes).unpack1("H*") : super
  end
end
SecureRandom.singleton_class.prepend(SeededIds)

class HardJob
  include Sidekiq::Worker
  sidekiq_options queue: "low", retry: 5, tags: %w[hard vip]
end

module Billing
  class ChargeJob
    include Sidekiq::Worker
    sidekiq_options queue: "critical", backtrace: true
  end
end

module Newsletter
  class Digest; end
end

# A state that follows from its seed alone. What the public API can write is written through it; failures, processes
# and what other producers leave behind are written as they would write it.
class RandomState
  QUEUES = ["default", "critical", "low", "mailers", "ünïcode 队列", "a:b", "weird"].freeze
  CLASSES = %w[HardJob Billing::ChargeJob Catalog::IndexJob Übung].freeze
  TEXTS = ["", "bob", "grüße", "日本語 ✓ 💳", "line\nbreak\ttab", "\u2028 \u0001", "quote \" back \\ slash", "<b>&amp;</b>", "é", "x" * 700].freeze
  MALFORMED = [
    "", "not json at all", "{\"class\":\"HardJob\",\"args\":[1", "42", "\"text\"", "null", "[1,2,3]", "{}", "{\"class\":null,\"args\":null}",
    "{\"class\":\"A\",\"args\":\"notarray\",\"jid\":\"111111111111111111111111\"}", "{\"class\":\"A\",\"args\":[NaN]}",
    "{\"class\":\"A\",\"args\":[1],\"jid\":5}", "{\"class\":\"HardJob\",\"jid\":\"222222222222222222222222\"}",
    "{\"class\":\"Bin\xFFary\",\"args\":[]}".b, "{\"class\":\"A\",\"args\":[],\"jid\":\"twice\",\"jid\":\"333333333333333333333333\"}",
    "{ \"class\" : \"Spaced\" , \"args\" : [ 1 , 2.50 ] , \"jid\" : \"444444444444444444444444\" }"
  ].freeze
  # Ruby cannot enumerate a set that holds one of the others.
  MALFORMED_IN_SETS = (MALFORMED - %w[42 "text" null [1,2,3]]).freeze
  YAML_CALLS = [
    "---\n- UserMailer\n- :welcome\n- - 1\n  - 2\n- a: 1\n", "---\n- Customer\n- :touch\n- []\n",
    "---\n- !ruby/class 'Newsletter::Digest'\n- :deliver\n- - 1\n  - zwei\n", "--- [unterminated",
    "---\n- UserMailer\n- :greet\n- - üñï\n  -\n  - 1.5\n  - true\n"
  ].freeze

  def initialize(seed, now_ms)
    @random = Random.new(seed)
    @now = now_ms / 1000.0
  end

  def fill
    SeededIds.random = @random
    Sidekiq.redis(&:flushdb)
    times(0..12) { push }
    times(0..2) { push_bulk }
    times(0..3) { perform_in }
    times(0..8) { raw_to_queue }
    times(0..8) { retry_entry }
    times(0..6) { dead_entry }
    times(0..4) { scheduled_entry }
    times(0..3) { process }
    counters
  ensure
    SeededIds.random = nil
  end

  private

  def times(range)
    @random.rand(range).times { yield }
  end

  def pick(list)
    list[@random.rand(list.size)]
  end

  def chance(of)
    @random.rand(of).zero?
  end

  def value(depth = 0)
    case @random.rand(depth > 2 ? 7 : 9)
    when 0 then nil
    when 1 then chance(2)
    when 2 then @random.rand(-1000..1000)
    when 3 then pick([2**53 + 1, 2**64, -(2**70), 10**30, 2**31, 0])
    when 4 then pick([1.5, -0.0, 1e300, 1.5e-10, 0.1, 100.0, @random.rand])
    when 5, 6 then pick(TEXTS)
    when 7 then Array.new(@random.rand(0..3)) { value(depth + 1) }
    else Array.new(@random.rand(0..3)) { |i| ["#{pick(%w[id email größe])}#{i}", value(depth + 1)] }.to_h
    end
  end

  def args
    Array.new(@random.rand(0..4)) { value }
  end

  def options
    options = {}
    options["tags"] = Array.new(@random.rand(1..3)) { pick(%w[vip eu größe a]) } if chance(3)
    options["retry"] = pick([true, false, 0, 25]) if chance(3)
    options["backtrace"] = pick([true, 5]) if chance(4)
    options["bid"] = "b-#{@random.rand(1000)}" if chance(5)
    options["created_at"] = ago(90_000) if chance(3)
    options
  end

  def ago(seconds)
    @now - @random.rand * seconds
  end

  def push
    item = {"class" => pick(CLASSES), "queue" => pick(QUEUES), "args" => args}.merge(options)
    item["at"] = @now + @random.rand * 90_000 if chance(4)
    Sidekiq::Client.push(item)
  end

  def push_bulk
    count = @random.rand(1..60)
    item = {"class" => pick(CLASSES), "queue" => pick(QUEUES), "args" => Array.new(count) { args }}.merge(options)
    item["at"] = (@now + @random.rand(1..5000)).round if chance(3)
    Sidekiq::Client.push_bulk(item)
  end

  def perform_in
    klass = pick([HardJob, Billing::ChargeJob])
    chance(2) ? klass.perform_in(@random.rand(1..100_000), *args) : klass.set(queue: pick(QUEUES)).perform_async(*args)
  end

  # Equal payloads, times out of order, wrappers, and what is no job at all.
  def raw_to_queue
    queue = pick(QUEUES)
    text = chance(3) ? pick(MALFORMED) : JSON.generate(job(queue))
    Sidekiq.redis do |redis|
      redis.sadd("queues", queue)
      @random.rand(1..2).times { redis.lpush("queue:#{queue}", text) }
      redis.rpush("queue:#{queue}", JSON.generate(job(queue))) if chance(3)
    end
  end

  def job(queue)
    created = ago(100_000)
    base = {
      "retry" => true, "queue" => queue, "jid" => @random.bytes(12).unpack1("H*"), "created_at" => created,
      "enqueued_at" => created + @random.rand
    }.merge(options).merge(call)
    base.delete("enqueued_at") if chance(6)
    base.delete("jid") if chance(12)
    base
  end

  def call
    case @random.rand(8)
    when 0 then active_job("Reports::DailyJob", args)
    when 1 then active_job("ActionMailer::DeliveryJob", ["UserMailer", "welcome", "deliver_now", *args])
    when 2 then active_job("ActionMailer::MailDeliveryJob", ["UserMailer", "welcome", "deliver_now", {"args" => args, "_aj_symbol_keys" => ["args"]}])
    when 3 then {"class" => "Sidekiq::Extensions::Delayed#{pick(%w[Mailer Class Model])}", "args" => [pick(YAML_CALLS)]}
    when 4 then {"class" => "SecretJob", "args" => [1, "cipher"], "encrypt" => true}
    else {"class" => pick(CLASSES), "args" => args}
    end
  end

  def active_job(klass, arguments)
    {
      "class" => "ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper", "wrapped" => klass,
      "args" => [{"job_class" => klass, "job_id" => SecureRandom.hex, "queue_name" => "default", "arguments" => arguments, "executions" => 0, "locale" => "en"}]
    }
  end

  def failed(queue)
    item = job(queue).merge(
      "error_message" => pick(TEXTS), "error_class" => pick(["Timeout::Error", "Billing::CardDeclined", "RuntimeError"]),
      "failed_at" => ago(5000), "retry_count" => @random.rand(0..24)
    )
    item["retried_at"] = ago(1000) if item["retry_count"] > 0
    case @random.rand(4)
    when 0 then item["error_backtrace"] = Base64.encode64(Zlib::Deflate.deflate(JSON.generate(backtrace)))
    when 1 then item["error_backtrace"] = Base64.strict_encode64(Zlib::Deflate.deflate(JSON.generate(backtrace)))
    end
    item
  end

  def backtrace
    Array.new(@random.rand(1..6)) { |line| "app/jobs/größe.rb:#{line}:in `perform'" }
  end

  def retry_entry
    score = chance(3) ? @now.round + 100 : @now + @random.rand * 5000
    add("retry", score, chance(8) ? pick(MALFORMED_IN_SETS) : JSON.generate(failed(pick(QUEUES))))
  end

  def dead_entry
    text = chance(6) ? pick(MALFORMED_IN_SETS) : JSON.generate(failed(pick(QUEUES)))
    return Sidekiq::DeadSet.new.kill(text, notify_failure: false) if chance(2)

    add("dead", ago(5_000_000), text)
  end

  def scheduled_entry
    add("schedule", @now + @random.rand(-100..100_000), JSON.generate(job(pick(QUEUES)).except("enqueued_at")))
  end

  def add(set, score, text)
    Sidekiq.redis { |redis| redis.zadd(set, score, text) }
  end

  def process
    pid = @random.rand(1..99_999)
    identity = "host-#{@random.rand(9)}:#{pid}:#{@random.bytes(6).unpack1("H*")}"
    Sidekiq.redis { |redis| redis.sadd("processes", identity) }
    return if chance(6) # a crashed process: its record has expired, its name is still listed

    busy = @random.rand(0..3)
    Sidekiq.redis do |redis|
      redis.hmset(identity, "info", JSON.generate(info(identity, pid)), "busy", busy, "beat", ago(10), "quiet", chance(4), "rss", @random.rand(10_000..90_000), "rtt_us", @random.rand(20..900))
      busy.times do |thread|
        queue = pick(QUEUES)
        work = {queue: queue, payload: JSON.generate(job(queue)), run_at: ago(100).to_i - thread}
        redis.hset("#{identity}:workers", "t#{thread}", JSON.generate(work))
      end
      redis.set("dear-leader", identity) if chance(3)
    end
  end

  def info(identity, pid)
    {
      "hostname" => identity.split(":").first, "started_at" => ago(100_000), "pid" => pid, "tag" => pick(["", "shop", "größe"]),
      "concurrency" => @random.rand(1..25), "queues" => QUEUES.sample(@random.rand(1..4), random: @random),
      "labels" => Array.new(@random.rand(0..2)) { pick(%w[reliable eu-1 größe]) }, "identity" => identity
    }
  end

  def counters
    Sidekiq.redis do |redis|
      redis.sadd("queues", "drained") if chance(2)
      redis.set("stat:processed", @random.rand(10**12)) unless chance(5)
      redis.set("stat:failed", @random.rand(10**6)) unless chance(5)
      @random.rand(0..6).times do
        day = (Time.at(@now).utc - @random.rand(0..40) * 86_400).strftime("%Y-%m-%d")
        redis.set("stat:processed:#{day}", @random.rand(10**6))
        redis.set("stat:failed:#{day}", @random.rand(1000)) unless chance(4)
      end
    end
  end
end
