// StatecraftPlayers
