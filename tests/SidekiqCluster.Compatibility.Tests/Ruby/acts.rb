# frozen_string_literal: true

require "base64"
require "sidekiq"
require "sidekiq/api"

# Acts of Sidekiq's own API. What they act on is addressed as the API has it after reading: by set, score and payload.
module Acts
  SIGNALS = {"quiet" => :quiet!, "stop" => :stop!, "dump" => :dump_threads}.freeze
  SETS = {"schedule" => Sidekiq::ScheduledSet, "retry" => Sidekiq::RetrySet, "dead" => Sidekiq::DeadSet}.freeze

  class << self
    # False when the act was left out, as Ruby's would run into a fault of its own.
    def run(act)
      value = act["value"] && Base64.decode64(act["value"]).force_encoding("UTF-8")
      set = SETS[act["set"]]&.new
      entry = set && value && Sidekiq::SortedEntry.new(set, act["score"], value)
      case act["name"]
      when "queue_delete" then Sidekiq::JobRecord.new(value, act["queue"]).delete
      when "queue_clear" then Sidekiq::Queue.new(act["queue"]).clear
      when "delete", "retry", "add_to_queue", "kill" then entry.public_send(act["name"])
      when "reschedule"
        return false if JSON.generate(JSON.parse(value)) != value

        entry.reschedule(Time.at(act["at"]))
      when "set_clear", "retry_all", "kill_all" then set.public_send(act["name"].delete_prefix("set_"))
      when "push", "push_at" then Sidekiq::Client.push(act["item"])
      when "dead_add" then set.kill(value, notify_failure: false)
      # The constructor reads, and fails on some payloads.
      when "reset" then Sidekiq::Stats.allocate.reset(*act["counters"])
      else Sidekiq::Process.new("identity" => act["identity"]).public_send(SIGNALS.fetch(act["name"]))
      end
      true
    end
  end
end
