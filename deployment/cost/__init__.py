"""What a month on AWS costs: counted calls, times what each takes, times list prices."""
