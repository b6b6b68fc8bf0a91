export { ageBand, ageInYears, mayHaveAccount } from './age.ts';
