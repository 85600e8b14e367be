// StatecraftScenario
