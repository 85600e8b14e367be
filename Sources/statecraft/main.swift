print("statecraft")
