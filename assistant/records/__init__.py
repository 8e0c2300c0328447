"""What is known of one resolution: its record, its places, its documents."""
