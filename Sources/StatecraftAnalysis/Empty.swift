// StatecraftAnalysis
