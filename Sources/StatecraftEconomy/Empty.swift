// StatecraftEconomy
