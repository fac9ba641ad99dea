# typed: true

class ImportJob
  class << self
    sig { params(file_name: String, options: T::Hash[String, T.untyped], force: T::Boolean).returns(String) }
    def perform_async(file_name, options = T.unsafe(nil), force = T.unsafe(nil)); end
  end
end
