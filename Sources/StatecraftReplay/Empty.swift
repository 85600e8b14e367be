// StatecraftReplay
