"""What the Ray engine is made of: the cluster, articles read on it, actors that audit them."""
