// StatecraftRules
