"""What contradicts itself within one English article."""
