"""Our parts of Rasa: topic classifier, turn policy, channel, tracker and lock stores. No counseling here."""
