"""What a moment looks and sounds like: plans first, pixels and samples from plans. It opens no file and keeps no project."""
