using System.Buffers;

namespace Bot.Telegram.BotApi;

internal sealed partial class TelegramBotClient
{
    private const int BodyMax = 32 * 1024 * 1024;

    /// <summary>Opens a file by the path that <see cref="GetFile"/> named; null when it is gone.</summary>
    public async Task<Stream?> Download(string path, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_files + Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)));
            var response = await _http.SendAsync(request, stop);
            if (response.IsSuccessStatusCode) return await response.Content.ReadAsStreamAsync(stop);
            var status = (int)response.StatusCode;
            response.Dispose();
            return status is 404 or 400 or 410 ? null : throw new IOException($"The file could not be fetched (HTTP {status}).");
        }
        catch (HttpRequestException e)
        {
            throw new IOException($"The file could not be fetched ({e.HttpRequestError}).");
        }
    }

    private async ValueTask<ApiAnswer<T>> Post<T>(string method, HttpContent body, ReadResult<T> read, TimeSpan timeout, CancellationToken stop)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timed.CancelAfter(timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(method)) { Content = body };
            using var response = await _http.SendAsync(request, timed.Token);
            var answer = await Read(response, read, timed.Token);
            (body as JsonBody)?.Recycle();
            return answer;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new ApiError(408, $"no answer within {timeout.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new ApiError(0, $"no connection ({(e as HttpRequestException)?.HttpRequestError.ToString() ?? e.GetType().Name})");
        }
    }

    private Uri AddressOf(string method) => _addresses.GetOrAdd(method, static (name, methods) => new Uri(methods + name), _methods);

    private static async ValueTask<ApiAnswer<T>> Read<T>(HttpResponseMessage response, ReadResult<T> read, CancellationToken stop)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        var bytes = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(response.Content.Headers.ContentLength ?? 4096, 1024, BodyMax) + 1);
        var length = 0;
        try
        {
            for (int some; (some = await stream.ReadAsync(bytes.AsMemory(length), stop)) > 0;)
            {
                length += some;
                if (length > BodyMax) throw new IOException("The answer is too long.");
                if (length == bytes.Length) bytes = Grow(bytes);
            }

            return ReadAnswer.From((int)response.StatusCode, RetryAfter(response), bytes.AsSpan(0, length), read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.IsSuccessStatusCode ? null : response.Headers.RetryAfter?.Delta;

    private static byte[] Grow(byte[] bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
        bytes.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(bytes);
        return larger;
    }
}
