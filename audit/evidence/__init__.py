"""Proof: the audit record, the seal, its verification."""
