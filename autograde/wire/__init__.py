"""What crosses between processes: frames of bytes, and a closed set of values in them. Nothing is ever unpickled."""
