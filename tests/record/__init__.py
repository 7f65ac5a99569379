"""Tests of the public record that ships in data/record."""
