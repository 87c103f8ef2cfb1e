using Dinamis.Wire;
using Google.Protobuf;

namespace Dinamis.Storage;

static class FeedEvents
{
    public static FeedEvent Wrap(IMessage message) => message switch
    {
        Standing standing => new() { Standing = standing },
        Licence licence => new() { Licence = licence },
        Person person => new() { Person = person },
        Act act => new() { Act = act },
        _ => throw new InvalidOperationException($"{message.Descriptor.Name} is no kind of event."),
    };

    public static FeedEvent Read(EventRow row)
    {
        var message = FeedEvent.Parser.ParseFrom(row.Payload);
        message.Position = row.Position;
        return message;
    }
}
