"""The only place that knows SQL. Records go in and come out; rows stay here."""
