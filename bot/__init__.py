"""The bot: settings, words, services, features and the runners that bring updates to them."""
