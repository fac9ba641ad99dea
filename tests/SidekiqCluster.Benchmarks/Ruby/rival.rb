# frozen_string_literal: true

# The rival: Sidekiq's own Ruby API. It is asked over its input, a line of JSON a question, measures itself, and answers the
# same way. It ends with its input.

require "sidekiq/api"
require "digest"
require "json"

Sidekiq.configure_client { |config| config.redis = { url: ARGV.fetch(0), size: 1, network_timeout: 60 } }
Sidekiq.logger.level = Logger::ERROR
# Its warnings would be written for every job, and be timed.
Redis.silence_deprecations = true
Redis.sadd_returns_boolean = false
Sidekiq.options[:dead_max_jobs] = 1_000_000_000

class Rival
  def version(_) = "Ruby #{RUBY_VERSION}, Sidekiq #{Sidekiq::VERSION}"

  def filter(ask)
    Sidekiq::Queue.new(ask["queue"]).select { |job| job.klass == ask["class"] && job.args[1] == ask["value"] }
  end

  def first(ask)
    Sidekiq::Queue.new(ask["queue"]).lazy
      .select { |job| job.klass == ask["class"] && job.args[1].end_with?(ask["suffix"]) }
      .first(ask["count"])
  end

  def retry_all(_) = Sidekiq::RetrySet.new.retry_all && nil

  def kill_all(_) = Sidekiq::RetrySet.new.kill_all && nil

  # Read first, as its `each` leaves out what moves up when an entry goes.
  def add_all_to_queue(_) = Sidekiq::RetrySet.new.to_a.each(&:add_to_queue) && nil

  def push_bulk(ask)
    (0...ask["count"]).each_slice(1000) do |numbers|
      Sidekiq::Client.push_bulk(
        "queue" => ask["queue"], "class" => ask["class"],
        "args" => numbers.map { |number| [number, "user-#{number % 1000}@example.com", { "premium" => true, "note" => ask["note"] }] }
      )
    end
    nil
  end

  def push(ask)
    ask["count"].times do |number|
      Sidekiq::Client.push(
        "queue" => ask["queue"], "class" => ask["class"],
        "args" => [number, "user-#{number % 1000}@example.com", { "premium" => true, "note" => ask["note"] }]
      )
    end
    nil
  end

  def overview(_)
    stats = Sidekiq::Stats.new
    queues = Sidekiq::Queue.all.map { |queue| [queue.name, queue.size, queue.latency >= 0, queue.paused?] }
    processes = Sidekiq::ProcessSet.new.map { |process| [process["hostname"], process["busy"]] }
    [stats.processed, stats.failed, stats.enqueued, queues.size, queues.sum { |queue| queue[1] }, processes.size, processes.sum { |process| process[1] }].join(" ")
  end

  def work(_)
    work = Sidekiq::Workers.new.map { |_, _, one| one }
    "#{work.size} #{work.count { |one| one["queue"] == "queue-001" }}"
  end

  def search(ask)
    found = Sidekiq::RetrySet.new.scan("*\"#{ask["class"]}\"*").select do |entry|
      entry.klass == ask["class"] && entry["error_class"] == ask["error"] && entry.args[2]["premium"] == true
    end
    found.sort_by(&:jid)
  end

  def delete_one(ask) = Sidekiq::Queue.new(ask["queue"]).find_job(ask["jid"]).delete && "1"

  def delete_matches(ask)
    Sidekiq::Queue.new(ask["queue"]).to_a.each { |job| job.delete if job.klass == ask["class"] }
    nil
  end
end

# How far this process grew, where the system tells.
class Growth
  def initialize
    File.write("/proc/self/clear_refs", "5")
    @before = read("VmRSS")
  rescue SystemCallError
    @before = nil
  end

  def bytes = @before && [read("VmHWM") - @before, 0].max

  private

  def read(name) = File.read("/proc/self/status")[/^#{name}:\s+(\d+)/, 1].to_i * 1024
end

def answer_of(result)
  return result unless result.is_a?(Array)

  "#{result.size} #{Digest::SHA1.hexdigest(result.map(&:jid).join(","))}"
end

$stdout.sync = true
rival = Rival.new
$stdin.each_line do |line|
  ask = JSON.parse(line)
  GC.start
  growth = Growth.new
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  result = rival.public_send(ask["question"], ask["arguments"] || {})
  elapsed = Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
  peak = growth.bytes
  puts JSON.generate("seconds" => elapsed, "answer" => answer_of(result), "peak" => peak)
rescue StandardError => e
  puts JSON.generate("error" => "#{e.class}: #{e.message}")
end
