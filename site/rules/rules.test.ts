import { fc } from '../../testing/seed.ts';
