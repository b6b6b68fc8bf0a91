export { connectionsPerNode, type DatabaseFacts, inspectDatabase } from './inspect-database.ts';
