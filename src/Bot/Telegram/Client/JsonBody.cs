using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;
using Telegram.Bot;
using Telegram.Bot.Requests.Abstractions;

namespace Bot.Telegram.Client;

/// <summary>A request's JSON, written once into a pooled buffer and sent from there.</summary>
internal sealed class JsonBody : HttpContent
{
    private const int KeepMax = 64 * 1024;
    private static readonly ObjectPool<Buffer> Pool = ObjectPool.Create<Buffer>();

    private readonly Buffer _buffer;

    private JsonBody(Buffer buffer)
    {
        _buffer = buffer;
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    public static JsonBody Of(IRequest request)
    {
        var buffer = Pool.Get();
        JsonSerializer.Serialize(buffer.Json, request, request.GetType(), JsonBotAPI.Options);
        buffer.Json.Flush();
        return new(buffer);
    }

    /// <summary>Gives the buffer back; only once the answer is there, since a broken connection may still be reading it.</summary>
    public void Recycle()
    {
        if (_buffer.Bytes.Capacity <= KeepMax) Pool.Return(_buffer);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(_buffer.Bytes.WrittenMemory, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = _buffer.Bytes.WrittenCount;
        return true;
    }

    private sealed class Buffer : IResettable
    {
        private static readonly JsonWriterOptions Plain =
            new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

        public Buffer() => Json = new(Bytes, Plain);

        public ArrayBufferWriter<byte> Bytes { get; } = new(1024);

        public Utf8JsonWriter Json { get; }

        public bool TryReset()
        {
            Bytes.ResetWrittenCount();
            Json.Reset();
            return true;
        }
    }
}
