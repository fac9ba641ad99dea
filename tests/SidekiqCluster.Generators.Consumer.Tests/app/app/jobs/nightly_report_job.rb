class NightlyReportJob < ApplicationJob
  queue_as :reports

  def perform(report_id, locale = "en", force: false, format:)
    [report_id, locale, force, format]
  end
end
