"""What a couple and their therapist wrote, as frozen models."""
