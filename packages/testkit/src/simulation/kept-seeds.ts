// Seeds that once showed a fault, each with what it showed. They are played by the tests for ever: what they find again came back.
export const keptSeeds: readonly { seed: number; showed: string }[] = [];
