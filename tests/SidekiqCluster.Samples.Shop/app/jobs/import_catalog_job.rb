# frozen_string_literal: true

class ImportCatalogJob
  include Sidekiq::Worker
  sidekiq_options queue: "imports", retry: false

  def perform(file_name, options = {}, force = false)
    puts "importing #{file_name}, #{options}" if force
  end
end
