import type { Dice } from "./dice.ts";

const MOST = 8;
const NO_STREAM = "arn:aws:dynamodb:eu-west-1:123456789012:table/books/stream/2027-01-15T08:00:00.000";

/** What answers have told, for later requests: streams, shards, iterators, keys and tokens to go on from. */
export class Learned {
  readonly #dice: Dice;
  readonly #iterators: string[] = [];
  readonly #streams: string[] = [];
  readonly #shards: { StreamArn: string; ShardId: string }[] = [];
  readonly #sequenceNumbers: string[] = [];
  readonly #lastKeys: object[] = [];
  readonly #nextTokens: string[] = [];

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  add(body: string): void {
    if (!INTERESTING.test(body)) return;
    const answer = JSON.parse(body);
    this.#keep(this.#iterators, answer.ShardIterator, answer.NextShardIterator);
    this.#keep(this.#streams, ...(answer.Streams ?? []).map(({ StreamArn }: { StreamArn: string }) => StreamArn));
    const { StreamArn, Shards = [] } = answer.StreamDescription ?? {};
    this.#keep(this.#shards, ...Shards.map(({ ShardId }: { ShardId: string }) => ({ StreamArn, ShardId })));
    this.#keep(this.#sequenceNumbers, answer.Records?.at(-1)?.dynamodb?.SequenceNumber);
    this.#keep(this.#lastKeys, answer.LastEvaluatedKey);
    this.#keep(this.#nextTokens, answer.NextToken);
  }

  #keep<T>(list: T[], ...found: (T | undefined)[]): void {
    for (const each of found) if (each !== undefined) list.push(each);
    list.splice(0, list.length - MOST);
  }

  iterator = (): string => this.#dice.pick(this.#iterators) ?? "none";
  stream = (): string => this.#dice.pick(this.#streams) ?? NO_STREAM;
  shard = (): object => this.#dice.pick(this.#shards) ?? { StreamArn: this.stream(), ShardId: "shardId-00000000000000000000-00000000" };
  sequenceNumber = (): string => this.#dice.pick(this.#sequenceNumbers) ?? "100000000000000000001";
  lastKey = (): object => this.#dice.pick(this.#lastKeys) ?? {};
  nextToken = (): string => this.#dice.pick(this.#nextTokens) ?? "none";
}

const INTERESTING = /"(?:ShardIterator|NextShardIterator|Streams|StreamDescription|Records|LastEvaluatedKey|NextToken)":/;
