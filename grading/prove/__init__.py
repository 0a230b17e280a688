"""The proof that the checks accept what is right, and refuse and name what is wrong."""
