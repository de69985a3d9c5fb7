"""What single methods of the Bot API do."""
