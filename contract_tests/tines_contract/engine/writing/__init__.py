"""What a run writes, judges and removes. Here alone a request that writes is sent."""
