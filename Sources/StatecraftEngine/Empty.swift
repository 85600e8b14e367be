// StatecraftEngine
