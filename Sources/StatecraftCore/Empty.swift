// StatecraftCore
