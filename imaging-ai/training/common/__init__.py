"""What every model's training shares: the loop with its checkpoints, the mean of the weights, the schedule."""
