# What `sidekiq -r` loads, and whoever pushes.
require "sidekiq"
require_relative "lib/sig"
Dir[File.join(__dir__, "jobs/**/*.rb")].sort.each { |file| require file }
