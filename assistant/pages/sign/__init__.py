"""Signing in and out, where people have passwords."""
