"""The pages in Chromium: bytes and requests, loading and tasks on a slow phone, memory with much to show."""
