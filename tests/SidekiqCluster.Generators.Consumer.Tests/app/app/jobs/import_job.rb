class ImportJob
  include Sidekiq::Worker
  sidekiq_options queue: "imports", retry: false

  def perform(file_name, options = {}, force = false)
    puts "importing #{file_name}" unless force
  end
end
