# frozen_string_literal: true

# What Sidekiq's own data API answers about a Redis, as data: the same shape as the fixtures' expected.json.
require "base64"
require "json"
require "sidekiq"
require "sidekiq/api"
require "time"
require "yaml"

# The clock, which stands still while a question is answered.
module FrozenTime
  class << self
    attr_accessor :now_ms
  end

  def now(...)
    return super unless FrozenTime.now_ms

    Time.at(FrozenTime.now_ms / 1000, FrozenTime.now_ms % 1000, :millisecond)
  end
end
Time.singleton_class.prepend(FrozenTime)

# YAML as Ruby 3.0 and older read it, where Delayed Extensions were usual: any class may be named.
module UnrestrictedYaml
  class << self
    attr_accessor :on
  end

  def load(text, **options)
    UnrestrictedYaml.on ? unsafe_load(text) : super
  end
end
YAML.singleton_class.prepend(UnrestrictedYaml)

module Answers
  JOB_GETTERS = %i[klass display_class args display_args jid tags created_at enqueued_at error_backtrace latency queue].freeze
  FIELDS = %w[error_class error_message retry_count failed_at retried_at encrypt retry dead wrapped].freeze
  HISTORY_DAYS = [1, 5, 30].freeze
  SETS = {"schedule" => Sidekiq::ScheduledSet, "retry" => Sidekiq::RetrySet, "dead" => Sidekiq::DeadSet}.freeze

  class << self
    def all
      {
        "now_ms" => FrozenTime.now_ms,
        "stats" => ask { stats },
        "history" => HISTORY_DAYS.map { |days| history(days) },
        "queues" => Sidekiq::Queue.all.map { |queue| queue(queue) },
        "sets" => SETS.map { |name, set| set(name, set.new) },
        "processes" => processes,
        "work" => work
      }
    end

    private

    def ask
      data(yield)
    rescue => error
      {"raises" => error.class.name}
    end

    def data(value)
      case value
      when Time then {"time" => value.getutc.iso8601(9), "epoch" => value.to_f, "utc" => value.utc?}
      when String then text(value)
      when Symbol then value.to_s
      when Array then value.map { |item| data(item) }
      when Hash then value.to_h { |key, item| [key.to_s.dup.force_encoding("UTF-8").scrub, data(item)] }
      else value
      end
    end

    def text(value)
      utf8 = value.dup.force_encoding("UTF-8")
      utf8.valid_encoding? ? utf8 : {"b64" => Base64.strict_encode64(value)}
    end

    def stats
      stats = Sidekiq::Stats.new
      getters = %i[processed failed scheduled_size retry_size dead_size enqueued processes_size workers_size default_queue_latency]
      getters.to_h { |getter| [getter.to_s, ask { stats.public_send(getter) }] }.merge("queues" => ask { stats.queues.to_a })
    end

    def history(days)
      history = Sidekiq::Stats::History.new(days)
      {"days_previous" => days, "start_date" => nil, "processed" => ask { history.processed }, "failed" => ask { history.failed }}
    end

    def queue(queue)
      jobs = queue.to_a
      jids = jobs.filter_map { |job| jid_of(job) }.uniq.first(3) << "missing"
      {
        "name" => data(queue.name), "size" => queue.size, "latency" => ask { queue.latency }, "paused" => queue.paused?,
        "jobs" => jobs.map { |job| job(job.value) { |value| Sidekiq::JobRecord.new(value, queue.name) } },
        "find_job" => jids.map { |jid| [jid, ask { queue.find_job(jid)&.value }] }
      }
    end

    def set(name, set)
      entries = set.to_a
      picked = entries.select { |entry| jid_of(entry) }.values_at(0, 2, 5).compact.uniq { |entry| entry.score }
      {
        "name" => name, "size" => set.size,
        "each" => entries.map { |entry| entry(set, entry) },
        "scan" => ["HardJob", "*\"retry_count\":1*", "no such text"].map { |pattern| [pattern, ask { set.scan(pattern).map(&:value).uniq.sort }] },
        "fetch" => picked.map { |entry| [entry.score, ask { set.fetch(entry.score).map(&:value) }] },
        "fetch_range" => picked.each_cons(2).map { |high, low| [[low.score, high.score], ask { set.fetch(low.score..high.score).map(&:value) }] },
        "fetch_with_jid" => picked.map { |entry| [entry.score, entry.jid, ask { set.fetch(entry.score, entry.jid).map(&:value) }] },
        "find_job" => (picked.map(&:jid) << "missing").map { |jid| [jid, ask { (found = set.find_job(jid)) && [found.value, found.score] }] }
      }
    end

    def jid_of(job)
      job.jid if job.jid.is_a?(String)
    rescue
      nil
    end

    def entry(set, entry)
      {"score" => entry.score, "at" => data(entry.at), "error?" => ask { entry.error? }}
        .merge(job(entry.value) { |value| Sidekiq::SortedEntry.new(set, entry.score, value) })
    end

    # Every getter asks a fresh object: some of them change the object that they are asked of.
    def job(value)
      answers = {"value" => text(value)}
      JOB_GETTERS.each { |getter| answers[getter.to_s] = ask { yield(value).public_send(getter) } }
      answers["fields"] = FIELDS.to_h { |field| [field, ask { yield(value)[field] }] }.compact
      answers["with_unrestricted_yaml"] = unrestricted { yield(value) } if value.include?("Sidekiq::Extensions::")
      answers
    end

    def unrestricted
      UnrestrictedYaml.on = true
      {"display_class" => ask { yield.display_class }, "display_args" => ask { yield.display_args }}
    ensure
      UnrestrictedYaml.on = false
    end

    def processes
      set = Sidekiq::ProcessSet.new(false)
      {
        "size" => set.size, "total_concurrency" => set.total_concurrency, "total_rss" => set.total_rss, "leader" => set.leader,
        "each" => set.map { |process|
          attributes = %w[hostname started_at pid tag concurrency queues labels identity busy beat quiet rss rtt_us]
          {
            "tag" => process.tag, "labels" => process.labels, "identity" => process.identity, "queues" => process["queues"],
            "stopping?" => process.stopping?, "attributes" => attributes.to_h { |name| [name, process[name]] }
          }
        }
      }
    end

    def work
      set = Sidekiq::Workers.new
      {
        "size" => set.size,
        "each" => set.map { |process, thread, work|
          {
            "process_id" => process, "thread_id" => thread, "queue" => work["queue"], "run_at" => work["run_at"],
            "payload" => data(work["payload"])
          }
        }
      }
    end
  end
end
