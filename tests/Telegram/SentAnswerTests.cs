using System.Net;
using System.Text;
using Bot.Telegram.Client;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace Tests.Telegram;

/// <summary>What the platform said yes to is not sent again, in whatever shape it said it.</summary>
public sealed class SentAnswerTests
{
    [Theory]
    [InlineData("{\"ok\":true,\"result\":{\"message_id\":7}}", 7)]
    [InlineData("{\"ok\":true,\"result\":{\"message_id\":\"7\"}}", 0)]
    [InlineData("{\"ok\":true,\"result\":{\"message_id\":99999999999}}", 0)]
    [InlineData("{\"ok\":true,\"result\":{\"message_id\":null,\"chat\":[]}}", 0)]
    [InlineData("{\"ok\":true,\"result\":{\"photo\":[{\"file_id\":7}],\"message_id\":7}}", 7)]
    [InlineData("{\"ok\":true,\"result\":true}", 0)]
    [InlineData("{\"ok\":true,\"result\":[]}", 0)]
    [InlineData("{\"ok\":true}", 0)]
    [InlineData("{\"description\":\"sent\",\"ok\":true}", 0)]
    public void A_yes_is_a_yes(string body, int id) => Read(HttpStatusCode.OK, body).Id.ShouldBe(id);

    [Theory]
    [InlineData(HttpStatusCode.OK, "{\"ok\":false}")]
    [InlineData(HttpStatusCode.OK, "{\"ok\":\"true\"}")]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.BadRequest, "{\"ok\":true}")]
    [InlineData(HttpStatusCode.BadGateway, "{\"ok\":true,\"result\":{\"message_id\":7}}")]
    public void Anything_else_is_none(HttpStatusCode status, string body) =>
        Should.Throw<RequestException>(() => Read(status, body));

    private static Message Read(HttpStatusCode status, string body) => ReadAnswer.From<Message>(status, null, Encoding.UTF8.GetBytes(body));
}
